import type { SimulatedSchedule } from "./options";

/** Whether a schedule is active at a moment, in a time zone. */
export function isActive(schedule: boolean | SimulatedSchedule, now: number, timeZone: string): boolean {
  if (typeof schedule === "boolean") return schedule;
  const { start, end, days } = schedule;
  const local = localParts(now, timeZone);
  if (!start.includes("T")) {
    const isDay = days === undefined || days.includes(local.day);
    // A schedule that ends the next morning, such as 22:00 to 06:00.
    const within =
      start <= end ? start <= local.time && local.time < end : local.time >= start || local.time < end;
    return isDay && within;
  }
  const moment = `${local.date}T${local.time}`;
  return start.slice(0, 16) <= moment && moment < end.slice(0, 16);
}

function localParts(now: number, timeZone: string): { date: string; time: string; day: number } {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    weekday: "short",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(parts.weekday ?? "") + 1;
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}`, day };
}
