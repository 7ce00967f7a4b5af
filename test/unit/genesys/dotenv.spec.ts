import { chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { readDotenv, type DotenvFiles } from "#genesys/settings/sources";
import { SettingsError } from "#genesys/http/platformErrors";

const ME = 1000;

interface File {
  text?: string;
  owners?: number[];
  /** The error from reading the file. */
  code?: string;
  folder?: boolean;
}

/** A file system with these files by path. */
function disk(files: Record<string, string | File>): DotenvFiles {
  const fileAt = (path: string): File => {
    const file = files[path];
    if (file === undefined) throw Object.assign(new Error("ENOENT"), { code: "ENOENT" });
    return typeof file === "string" ? { text: file } : file;
  };
  return {
    stat: (path) => {
      const { owners = [ME], folder = false } = fileAt(path);
      return { isFile: !folder, owners };
    },
    read: (path) => {
      const { text = "", code } = fileAt(path);
      if (code !== undefined) throw Object.assign(new Error(code), { code });
      return text;
    },
  };
}

const read = (folder: string, files: Record<string, string | File>, env: NodeJS.ProcessEnv = {}) =>
  readDotenv(folder, env, disk(files), ME);

const failure = (files: Record<string, string | File>): SettingsError => {
  try {
    read("/a", files);
  } catch (error) {
    expect(error).to.be.instanceOf(SettingsError);
    return error as SettingsError;
  }
  throw new Error("the file was taken");
};

describe("the .env file", () => {
  it("is the nearest one in the program's folder or its parents", () => {
    const files = {
      "/a/Pulumi.yaml": "name: ivr",
      "/a/.env": "X=far",
      "/a/b/.env": "X=near # a comment\nY='two words'",
    };
    expect(read("/a/b/c/d", files)).to.deep.equal({
      path: "/a/b/.env",
      values: { X: "near", Y: "two words" },
    });
  });

  for (const project of ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]) {
    it(`is not searched above the folder of ${project}`, () => {
      const files = { "/a/.env": "X=1", [`/a/b/${project}`]: '{ "name": "ivr" }' };
      expect(read("/a/b/c", files)).to.equal(undefined);
      expect(read("/a/b", files)).to.equal(undefined);
      expect(read("/a/b/c", { ...files, "/a/b/.env": "X=2" })?.path).to.equal("/a/b/.env");
    });
  }

  it("is read only from the current folder if there is no project", () => {
    const files = { "/a/.env": "X=1", "/a/b/c/.env": "X=2" };
    expect(read("/a/b", files)).to.equal(undefined);
    expect(read("/a/b/c", files)?.path).to.equal("/a/b/c/.env");
  });

  it("is searched up to the running project, past nested ones", () => {
    const files = {
      "/.env": "X=0",
      "/a/Pulumi.yaml": "name: whole\nmain: examples/one",
      "/a/.env": "X=1",
      "/a/examples/one/Pulumi.yaml": "name: one",
    };
    const from = (project: string) =>
      read("/a/examples/one", files, { PULUMI_NODEJS_PROJECT: project })?.path;
    expect(from("whole")).to.equal("/a/.env");
    expect(from("one")).to.equal(undefined);
    expect(from("elsewhere")).to.equal(undefined);
  });

  it("may be missing, or be a folder", () => {
    expect(read("/a/b", { "/a/b/.env": { folder: true } })).to.equal(undefined);
  });

  it("does not change process.env", () => {
    read("/a", { "/a/.env": "GENESYSCLOUD_DOTENV_PROBE=1" });
    expect(process.env).not.to.have.property("GENESYSCLOUD_DOTENV_PROBE");
  });

  it("is named if it exists but cannot be read", () => {
    const { message, problems } = failure({ "/a/.env": { code: "EACCES" } });
    expect(problems.map(({ code }) => code)).to.deep.equal(["unreadable-dotenv"]);
    expect(message).to.include("/a/.env").and.include("EACCES");
  });

  it("may be owned by root", () => {
    expect(read("/a", { "/a/.env": { text: "X=1", owners: [0] } })?.values).to.deep.equal({ X: "1" });
  });

  for (const [title, owners] of [
    ["of somebody else", [1001, 1001]],
    ["that somebody else's link leads to", [ME, 1001]],
    ["of somebody else that a link leads to", [1001, ME]],
  ] as const) {
    it(`${title} is refused`, () => {
      const { message, problems } = failure({ "/a/.env": { text: "X=1", owners: [...owners] } });
      expect(problems.map(({ code }) => code)).to.deep.equal(["foreign-dotenv"]);
      expect(message).to.include("/a/.env").and.include("1001");
    });
  }

  describe("on a real file system", () => {
    let folder = "";
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "dotenv-"));
      mkdirSync(join(folder, "project/program"), { recursive: true });
      writeFileSync(join(folder, "project/Pulumi.yaml"), "name: ivr\n");
      writeFileSync(join(folder, ".env"), "X=above\n");
    });
    afterEach(() => {
      rmSync(folder, { recursive: true });
    });
    const program = (): string => join(folder, "project/program");

    it("is limited to the project, and may be a symbolic link", () => {
      expect(readDotenv(program())).to.equal(undefined);
      symlinkSync(join(folder, ".env"), join(folder, "project/.env"));
      expect(readDotenv(program())?.values).to.deep.equal({ X: "above" });
    });

    it("has an owner", () => {
      const file = join(dirname(program()), ".env");
      writeFileSync(file, "X=1\n");
      expect(readDotenv(program())?.path).to.equal(file);
      // Only root can change the owner. For other users, the expected owner is changed instead.
      if (process.getuid?.() === 0) chownSync(file, 12345, 12345);
      expect(() => readDotenv(program(), {}, undefined, 54321)).to.throw(SettingsError);
    });
  });
});
