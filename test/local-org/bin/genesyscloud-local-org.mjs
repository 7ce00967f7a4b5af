#!/usr/bin/env node
// Stands apart from what is built, so that it is there when npm links it.
import "../dist/main.js";
