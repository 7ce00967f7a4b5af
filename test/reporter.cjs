"use strict";
// Mocha's spec report, and its totals as a file for whoever sums up several runs (`MOCHA_TOTALS` names the file).
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    if (process.env.MOCHA_TOTALS) {
      writeFileSync(
        process.env.MOCHA_TOTALS,
        JSON.stringify({ passed: passes, failed: failures, skipped: pending }),
      );
    }
  }
};
