import { createHash } from "node:crypto";
import type { Organization } from "./model";

/** A random-looking value that the same seed reproduces at the same position. */
export function draw(org: Organization, kind: string): string {
  const count = (org.drawn[kind] ?? 0) + 1;
  org.drawn[kind] = count;
  return createHash("sha256").update([org.seed, org.name, kind, count].join("\u0000")).digest("hex");
}

/** An id in Genesys Cloud's format (a version 4 UUID). */
export function drawId(org: Organization, kind: string): string {
  const hex = draw(org, kind);
  const variant = "89ab"[parseInt(hex.charAt(16), 16) % 4] ?? "8";
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** A number between the bounds, inclusive. */
export function drawBetween(org: Organization, kind: string, from: number, to: number): number {
  const part = parseInt(draw(org, kind).slice(0, 8), 16) / 0xffffffff;
  return Math.round(from + part * (to - from));
}
