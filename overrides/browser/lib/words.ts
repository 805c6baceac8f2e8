/** Puts values into interface text. */

export type Text = string | { one: string; other: string };

const language = () => document.documentElement.lang || "en";

/** Fill `{name}` in a text of the catalogue; `count` chooses the plural form. */
export function say(text: Text, values: Record<string, string | number> = {}): string {
  const form = typeof text === "string" ? text : text[plural(values.count)];
  return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}

/** Making one takes longer than using it a thousand times. */
let rules: Intl.PluralRules | undefined;

function plural(count: string | number | undefined): "one" | "other" {
  rules ??= new Intl.PluralRules(language());
  return rules.select(Number(count)) === "one" ? "one" : "other";
}

/** Dates as the learner's own locale writes them, when it is one of the page's language. */
const locale = () => (navigator.language.startsWith(language()) ? navigator.language : language());

/** "23 November 2026". */
export function day(at: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "long" }).format(new Date(at));
}

/** "23 Nov 2026, 10:00" */
export function moment(at: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}

export function wordCount(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}
