import { expect } from "chai";
import { sdkOperation } from "./contract/sdkOperations";
import { Contract } from "./contract/contract";
import { routes } from "../src/http/routes";
import type { Exchange } from "../src/http/host";

describe("the API contract", () => {
  for (const { operation, method, path } of routes) {
    it(`has ${operation}, as ${method} ${path}`, () => {
      expect(sdkOperation(operation)).to.include({ method, path: path.replace(/:(\w+)/g, "{$1}") });
    });
  }

  describe("contract faults", () => {
    const contract = new Contract();
    const exchange = (change: {
      query?: string;
      status?: number;
      body?: unknown;
      given?: unknown;
    }): Exchange => ({
      operation: "putFlow",
      request: {
        method: "PUT",
        path: "/api/v2/flows/x",
        query: change.query ?? "",
        params: {},
        headers: { "content-type": "application/json" },
        body: Buffer.from(JSON.stringify(change.given ?? { name: "Line", type: "INBOUNDCALL" })),
      },
      outcome: {
        status: change.status ?? 200,
        headers: {},
        body: JSON.stringify(change.body ?? { name: "Line" }),
      },
      faulted: false,
    });
    const faults = (change: Parameters<typeof exchange>[0]) => contract.faults(exchange(change)).join("\n");

    it("are not reported for a valid exchange", () => {
      expect(faults({})).to.equal("");
    });
    it("include an undeclared property", () => {
      expect(faults({ body: { name: "Line", color: "red" } })).to.contain('"additionalProperty":"color"');
    });
    it("include a missing property or a wrong type", () => {
      expect(faults({ body: {} })).to.contain('"missingProperty":"name"');
      expect(faults({ body: { name: 1 } })).to.contain("/name must be string");
    });
    it("include an error body of another shape", () => {
      expect(faults({ status: 409, body: { error: "no" } })).to.contain('"additionalProperty":"error"');
    });
    it("include an invalid parameter or body in a request", () => {
      expect(faults({ query: "color=red" })).to.contain("color is no parameter");
      expect(faults({ given: { nom: "Line" } })).to.contain("request body");
    });
    it("include an unlisted status, error code or enum value", function () {
      // Genesys Cloud's OpenAPI description is not available in every checkout.
      if (!contract.hasOpenApi) this.skip();
      expect(faults({ status: 418, body: { message: "no" } })).to.contain("the status 418 is not one of");
      expect(faults({ status: 409, body: { code: "architect.no" } })).to.contain(
        "the code architect.no is not one of",
      );
      expect(faults({ body: { name: "Line", type: "inboundcall" } })).to.contain(
        "/type must be equal to one of",
      );
    });
  });
});
