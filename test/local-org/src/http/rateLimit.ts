import { ApiError } from "../organization/apiError";

const windowMs = 60_000;

/** Counts requests per token in one-minute windows that start with the token's first request. */
export class RateLimit {
  readonly #windows = new Map<string, { startedAt: number; count: number }>();

  /** Counts one request. Returns Genesys Cloud's headers, and the refusal if the limit is exceeded. */
  count(
    token: string,
    allowed: number,
    now: number,
  ): { headers: Record<string, string>; refusal?: ApiError } {
    let window = this.#windows.get(token);
    if (!window || now - window.startedAt >= windowMs) {
      window = { startedAt: now, count: 0 };
      this.#windows.set(token, window);
    }
    window.count += 1;
    const reset = Math.max(1, Math.ceil((window.startedAt + windowMs - now) / 1000));
    const headers = {
      "inin-ratelimit-count": String(window.count),
      "inin-ratelimit-allowed": String(allowed),
      "inin-ratelimit-reset": String(reset),
    };
    if (window.count <= allowed) return { headers };
    const refusal = new ApiError(
      429,
      "too.many.requests.retry.after",
      `Rate limit exceeded the maximum. Retry the request in [${reset}] seconds`,
      { "retry-after": String(reset) },
    );
    return { headers, refusal };
  }

  forgetAll(): void {
    this.#windows.clear();
  }
}
