#!/usr/bin/env node
// The one entry behind every npm script. It must parse on any Node that knows modules, so that an old one gets a clear
// message: everything newer is imported after the check.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    `This repository needs Node 20 or newer to start; this is Node ${process.versions.node} (${process.execPath}). ` +
      'Install a current Node (22 or 24) and run the command again.',
  );
  process.exit(1);
}

const { main } = await import('../src/main.mjs');
process.exitCode = await main(process.argv.slice(2));
