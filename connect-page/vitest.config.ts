import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['module/test/**/*.test.ts', 'page/test/**/*.test.ts'],
    restoreMocks: true,
    testTimeout: 60_000,
  },
});
