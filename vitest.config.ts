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
    // 10 % less processor time here than threads, and a file that ends Node ends nobody else.
    pool: 'forks',
  },
})
