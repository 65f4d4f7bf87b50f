import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'test/e2e/*.spec.ts'],
    globalSetup: ['test/support/setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One PostgreSQL serves every file: more workers than this fight over two cores.
    maxWorkers: 2,
    pool: 'threads',
  },
})
