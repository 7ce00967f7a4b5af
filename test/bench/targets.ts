import type { Deployment, Unchanged } from "./measures";

/** How much longer than its limit an `up` may take. */
const RATIO = 1.15;
const CALLS_PER_FLOW = 4;
/**
 * Costs of every stack (the organization, learning job times) that are not counted per flow in a stack of this size.
 */
const CALLS_FROM_FLOWS = 50;
const REFRESH_CALLS = 10;
const PEAK_MB = 250;

/**
 * A message for each target that a deployment misses.
 *
 * @param start seconds that this machine takes for one flow without job time: loading the SDK, signing in. Every `up`
 * takes them once, so they are added to the limit.
 */
export function missedBy({ flows, jobSeconds, ...deployment }: Deployment, start: number): string[] {
  const which = `${flows} flows with jobs of ${jobSeconds} s`;
  const { wallSeconds, limit, callsPerFlow, refused, peakMb } = deployment;
  return [
    ...(jobSeconds > 0 && wallSeconds > RATIO * limit + start
      ? [
          `${which} took ${wallSeconds} s; the target is ${RATIO} times the limit of ${limit} s, and ${start} s for the start.`,
        ]
      : []),
    ...(flows >= CALLS_FROM_FLOWS && callsPerFlow > CALLS_PER_FLOW
      ? [`${which} cost ${callsPerFlow} calls each; the target is ${CALLS_PER_FLOW}.`]
      : []),
    ...(refused > 0
      ? [`${which}: the platform refused ${refused} calls as too many; the target is none.`]
      : []),
    ...(peakMb >= PEAK_MB
      ? [`${which} took ${peakMb} MB of memory; the target is less than ${PEAK_MB}.`]
      : []),
  ];
}

/** A message for each target that a stack without changes misses. */
export function missedByUnchanged({ flows, preview, refresh }: Unchanged): string[] {
  return [
    ...(preview.calls > 0
      ? [`A preview of ${flows} unchanged flows made ${preview.calls} calls; the target is none.`]
      : []),
    ...(preview.loadsSdk ? [`A preview of ${flows} unchanged flows loaded the platform's SDK.`] : []),
    ...(refresh.withPreview > REFRESH_CALLS
      ? [
          `A refresh of ${flows} unchanged flows, with its preview, made ${refresh.withPreview} calls; the target is ${REFRESH_CALLS}.`,
        ]
      : []),
  ];
}
