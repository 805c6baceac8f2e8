/**
 * Links name the file, `…/index.html`, so that they open from disk. On a host the address is the folder's: a link is
 * shortened when it is about to be used, whoever made it.
 */

export function shortenLinks(): void {
  if (location.protocol === "file:") return;
  for (const type of ["pointerdown", "focusin"])
    addEventListener(type, shorten, { capture: true, passive: true });
}

function shorten({ target }: Event): void {
  const link = (target as Element).closest?.<HTMLAnchorElement>("a[href]");
  if (link?.host === location.host) link.pathname = link.pathname.replace(/\/index\.html$/, "/");
}
