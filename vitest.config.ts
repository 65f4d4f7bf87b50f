import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The ones that take longest first, or one worker would end with them alone while the other has nothing to do. */
const slow = /\/test\/(e2e|drills|bench|plans|region|new-module)|\/src\/kernel\/(cluster|jobs)\/|thousand/

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const [late = [], early = []] = [false, true].map((is) =>
      files.filter(({ moduleId }) => slow.test(moduleId) === is),
    )
    return [...(await super.sort(early)), ...(await super.sort(late))]
  }
}

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
    // Every file has a database and an app of its own: importing the house again for each took a quarter of the run.
    isolate: false,
    sequence: { sequencer: SlowFirst },
  },
})
