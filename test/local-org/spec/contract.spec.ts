import { expect } from "chai";
import { sdkOperation } from "../contract/sdkOperations";
import { Contract } from "../contract/contract";
import { routes } from "../http/routes";
import type { Exchange } from "../http/host";

describe("the contract", () => {
  for (const { operation, method, path } of routes) {
    it(`has ${operation}, as ${method} ${path}`, () => {
      expect(sdkOperation(operation)).to.include({ method, path: path.replace(/:(\w+)/g, "{$1}") });
    });
  }

  describe("finds", () => {
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

    it("nothing in an exchange that is right", () => {
      expect(faults({})).to.equal("");
    });
    it("a property that nobody declares", () => {
      expect(faults({ body: { name: "Line", color: "red" } })).to.contain('"additionalProperty":"color"');
    });
    it("a missing one, and one of another type", () => {
      expect(faults({ body: {} })).to.contain('"missingProperty":"name"');
      expect(faults({ body: { name: 1 } })).to.contain("/name must be string");
    });
    it("an error that has not the platform's shape", () => {
      expect(faults({ status: 409, body: { error: "no" } })).to.contain('"additionalProperty":"error"');
    });
    it("a request with a parameter or a body that is none", () => {
      expect(faults({ query: "color=red" })).to.contain("color is no parameter");
      expect(faults({ given: { nom: "Line" } })).to.contain("request body");
    });
    it("a status, a code or a value that the description does not list", function () {
      // The platform's OpenAPI description lies beside some checkouts only.
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
