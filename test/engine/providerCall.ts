import type { ServiceError } from "@grpc/grpc-js";
import { InitError, initFailureOf } from "./initError";
import { nameOf, typeOf } from "./urn";

type Done<T> = (error: ServiceError | null, response: T) => void;

/** A call to a provider; an error carries the provider's own words only. */
export function call<T>(start: (done: Done<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error ? reject(providerError(error)) : resolve(response)));
  });
}

function providerError(error: ServiceError): Error {
  const failure = initFailureOf(error);
  return failure ? new InitError(failure) : new Error(error.details, { cause: error });
}

interface Addressed<T> {
  setUrn(urn: string): T;
  setName(name: string): T;
  setType(type: string): T;
}

/** A request that says which resource it is about. */
export function about<T extends Addressed<T>>(urn: string, request: T): T {
  return request.setUrn(urn).setName(nameOf(urn)).setType(typeOf(urn));
}
