import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: `${process.env['TRIBUTARY_REPORT']}/results.json` }]],
    // One user's story after another, in one browser, on one stack.
    fileParallelism: false,
    sequence: { concurrent: false, shuffle: false },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
