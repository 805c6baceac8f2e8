/** A scenario in a link: compressed, behind the number sign, so that no server ever sees it. */

import { ownSettings } from "./parameters";
import { CarryError, scenarioIn } from "./scenario-shape";
import type { Scenario } from "./trace";

/** A short link can hold a very long text. */
const MOST_BYTES = 2_000_000;

/** The link to this page that opens the lab of that id with a scenario. */
export async function linkTo(id: string, scenario: Scenario): Promise<string> {
  const text = JSON.stringify({ ...scenario, parameters: ownSettings(scenario) });
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = await gathered(packed);
  const { href } = location;
  return `${href.split("#")[0]}#${id}/run/${base64Url(bytes)}`;
}

/** The scenario that a link's hash carries for the lab of that id, null when it carries none. Rejects with CarryError. */
export async function carriedBy(hash: string, id: string, lab: string): Promise<Scenario | null> {
  const start = `#${id}/run/`;
  if (!hash.startsWith(start)) return null;
  return scenarioIn(await unpacked(hash.slice(start.length)), lab);
}

async function unpacked(text: string): Promise<string> {
  try {
    const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), code);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true }).decode(await gathered(stream));
  } catch (reason) {
    throw reason instanceof CarryError ? reason : new CarryError("broken");
  }
}

async function gathered(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.length;
    if (size > MOST_BYTES) throw new CarryError("large");
    chunks.push(read.value);
  }
  const whole = new Uint8Array(size);
  let place = 0;
  for (const chunk of chunks) {
    whole.set(chunk, place);
    place += chunk.length;
  }
  return whole;
}

function code(character: string): number {
  return character.charCodeAt(0);
}

function base64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
