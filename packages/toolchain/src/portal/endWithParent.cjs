// Preloaded into a program whose standard input is a pipe from the one that started it: ends it when that is gone, however it
// went. Backstage would go on, and log for ever that nobody reads its log.
const { isMainThread } = require('node:worker_threads');

// Threads load it, too, and have a standard input that has ended.
if (isMainThread) process.stdin.on('end', () => process.exit(1)).resume();
