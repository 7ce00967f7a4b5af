import { ValueError } from "./expressionError";

/** Digits that results keep, as IEEE 754 decimal128 has them. */
const PRECISION = 34;
/** The largest power of ten that a decimal may reach, and the smallest. */
const MAX_EXPONENT = 308;

/**
 * A decimal number: `coefficient` / 10^`scale`. Its scale is a part of the value, since Architect writes `10.00` back as
 * `10.00`.
 */
export class Decimal {
  private constructor(
    readonly coefficient: bigint,
    readonly scale: number,
  ) {}

  static readonly ZERO = new Decimal(0n, 0);

  /** Of a number that a program holds. */
  static fromNumber(value: number): Decimal {
    const decimal = Decimal.parse(String(value));
    if (decimal === undefined) throw new ValueError("outOfRange", `${value} is no decimal`);
    return decimal;
  }

  /** Of a text such as `-12.50` or `1e-7`; undefined where it is no number. */
  static parse(text: string): Decimal | undefined {
    const parts = /^([+-]?)(\d{1,400})(?:\.(\d{1,400}))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
    if (!parts) return undefined;
    const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
    const coefficient = BigInt(whole + fraction);
    return Decimal.of(sign === "-" ? -coefficient : coefficient, fraction.length - Number(exponent));
  }

  /** Of a literal of the language, which has digits and perhaps places. */
  static ofLiteral(text: string): Decimal {
    const decimal = Decimal.parse(text);
    if (decimal === undefined) throw tooLarge();
    return decimal;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return Decimal.of(this.at(scale) + other.at(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  times(other: Decimal): Decimal {
    return Decimal.of(this.coefficient * other.coefficient, this.scale + other.scale);
  }

  dividedBy(other: Decimal): Decimal {
    if (other.coefficient === 0n) throw divisionByZero();
    const extra = PRECISION + digits(other.coefficient);
    const quotient = divideHalfUp(this.coefficient * 10n ** BigInt(extra), other.coefficient);
    return Decimal.of(quotient, this.scale + extra - other.scale).stripped();
  }

  /** What is left of a division, with the sign of the dividend. */
  modulo(other: Decimal): Decimal {
    if (other.coefficient === 0n) throw divisionByZero();
    const scale = Math.max(this.scale, other.scale);
    return Decimal.of(this.at(scale) % other.at(scale), scale);
  }

  /** A power; a whole exponent is exact as far as the precision reaches. */
  power(exponent: Decimal): Decimal {
    const whole = exponent.stripped();
    if (whole.scale === 0 && whole.coefficient >= -999n && whole.coefficient <= 999n) {
      const times = whole.coefficient < 0n ? -whole.coefficient : whole.coefficient;
      let result = new Decimal(1n, 0);
      let factor = this.stripped();
      for (let rest = times; rest > 0n; rest >>= 1n) {
        if (rest & 1n) result = result.times(factor);
        if (rest > 1n) factor = factor.times(factor);
      }
      return (whole.coefficient < 0n ? new Decimal(1n, 0).dividedBy(result) : result).stripped();
    }
    const power = Math.pow(this.toNumber(), exponent.toNumber());
    if (Number.isNaN(power)) throw new ValueError("outOfRange", "this power is no number");
    if (!Number.isFinite(power)) throw tooLarge();
    return Decimal.fromNumber(power).stripped();
  }

  negated(): Decimal {
    return new Decimal(-this.coefficient, this.scale);
  }

  /** -1, 0 or 1. */
  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const difference = this.at(scale) - other.at(scale);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  /** With at most so many places, halves away from zero. */
  rounded(places: number): Decimal {
    if (this.scale <= places) return this;
    return new Decimal(divideHalfUp(this.coefficient, 10n ** BigInt(this.scale - places)), places);
  }

  /** With exactly so many places. */
  withPlaces(places: number): Decimal {
    const rounded = this.rounded(places);
    return new Decimal(rounded.at(places), places);
  }

  floor(): Decimal {
    const unit = 10n ** BigInt(this.scale);
    const truncated = this.coefficient / unit;
    return new Decimal(
      this.coefficient < 0n && truncated * unit !== this.coefficient ? truncated - 1n : truncated,
      0,
    );
  }

  ceiling(): Decimal {
    return this.negated().floor().negated();
  }

  truncated(): Decimal {
    return this.coefficient < 0n ? this.ceiling() : this.floor();
  }

  isZero(): boolean {
    return this.coefficient === 0n;
  }

  toNumber(): number {
    return Number(this.digits(0));
  }

  /** As Architect writes it, with a place at least: `9.0`. */
  toString(): string {
    return this.digits(1);
  }

  /** Its digits with at least so many places. */
  digits(places: number): string {
    const scale = Math.max(this.scale, places);
    const all = this.at(scale)
      .toString()
      .replace("-", "")
      .padStart(scale + 1, "0");
    const sign = this.coefficient < 0n ? "-" : "";
    const fraction = scale === 0 ? "" : `.${all.slice(all.length - scale)}`;
    return sign + all.slice(0, all.length - scale) + fraction;
  }

  private static of(coefficient: bigint, scale: number): Decimal {
    let [value, places] = [coefficient, scale];
    const surplus = digits(value) - PRECISION;
    if (surplus > 0) {
      value = divideHalfUp(value, 10n ** BigInt(surplus));
      places -= surplus;
    }
    if (digits(value) - places > MAX_EXPONENT) throw tooLarge();
    if (places > MAX_EXPONENT) return Decimal.ZERO;
    return places < 0 ? new Decimal(value * 10n ** BigInt(-places), 0) : new Decimal(value, places);
  }

  private stripped(): Decimal {
    let [value, scale] = [this.coefficient, this.scale];
    while (scale > 0 && value % 10n === 0n) {
      value /= 10n;
      scale--;
    }
    return new Decimal(value, scale);
  }

  private at(scale: number): bigint {
    return this.coefficient * 10n ** BigInt(scale - this.scale);
  }
}

function digits(value: bigint): number {
  return value.toString().replace("-", "").length;
}

function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const rounded = (top * 2n + bottom) / (bottom * 2n);
  return negative ? -rounded : rounded;
}

function divisionByZero(): ValueError {
  return new ValueError("divisionByZero", "division by zero");
}

function tooLarge(): ValueError {
  return new ValueError("outOfRange", "the result is too large for a decimal");
}
