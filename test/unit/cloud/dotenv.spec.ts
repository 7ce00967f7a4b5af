import { expect } from "chai";
import { readDotenv } from "../../../provider/src/cloud/dotenv";
import { SettingsError } from "../../../provider/src/cloud/errors";

const disk =
  (files: Record<string, string>, broken: Record<string, string> = {}) =>
  (path: string) => {
    const code = broken[path] ?? (path in files ? undefined : "ENOENT");
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    return files[path] ?? "";
  };

describe("the .env file", () => {
  it("is found in the program's folder or above, the nearest one", () => {
    const files = { "/a/.env": "X=far", "/a/b/.env": "X=near # a comment\nY='two words'" };
    expect(readDotenv("/a/b/c/d", disk(files))).to.deep.equal({
      path: "/a/b/.env",
      values: { X: "near", Y: "two words" },
    });
  });

  it("may be missing, or be the name of a folder", () => {
    expect(readDotenv("/a/b", disk({}, { "/a/.env": "EISDIR" }))).to.equal(undefined);
  });

  it("leaves the environment as it is", () => {
    readDotenv("/a", disk({ "/a/.env": "GENESYSCLOUD_DOTENV_PROBE=1" }));
    expect(process.env).not.to.have.property("GENESYSCLOUD_DOTENV_PROBE");
  });

  it("is named when it is there and cannot be read", () => {
    expect(() => readDotenv("/a", disk({}, { "/a/.env": "EACCES" })))
      .to.throw(SettingsError)
      .with.property("message")
      .that.matches(/\/a\/\.env cannot be read \(EACCES\)/);
  });
});
