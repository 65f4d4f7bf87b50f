// Who may import whom, as the architecture has it (section 5). Tests may look anywhere.

/** A module, and those whose index.ts it may take. */
const may = {
  accounts: [],
  people: [],
  directory: [],
  referrals: ['people'],
  cases: ['accounts', 'people', 'referrals', 'directory'],
  nrm: ['people', 'cases'],
  concerns: [],
  operations: ['people', 'directory'],
  watch: ['accounts', 'people', 'referrals', 'operations'],
  sharing: ['people', 'cases'],
  forum: [],
  statements: [],
  learning: [],
  myplan: [],
  figures: [],
}

const tests = ['\\.test\\.ts$', '/fixtures\\.ts$']
const product = { path: '^src/', pathNot: tests }
const modules = '^src/modules/'

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or hide a third.',
    severity: 'error',
    from: product,
    to: { circular: true },
  },
  {
    name: 'kernel-knows-nobody',
    comment: 'The kernel has no HTTP, no module and no face.',
    severity: 'error',
    from: { ...product, path: '^src/kernel/' },
    to: { path: '^(src|db)/', pathNot: '^src/kernel/' },
  },
  {
    name: 'web-knows-no-module',
    comment: 'The face is the same whatever is shown in it.',
    severity: 'error',
    from: { ...product, path: '^src/web/' },
    to: { path: '^(src|db)/', pathNot: '^src/(web|kernel)/' },
  },
  {
    name: 'api-knows-no-module',
    comment: 'The JSON door is made from the lists it is given and has no domain word.',
    severity: 'error',
    from: { ...product, path: '^src/api/' },
    to: { path: '^(src|db)/', pathNot: '^src/(api|web|kernel)/' },
  },
  {
    name: 'a-module-is-entered-by-its-index',
    comment: 'Another module sees what index.ts shows of it.',
    severity: 'error',
    from: { ...product, path: '^src/modules/([^/]+)/' },
    to: { path: modules, pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
  },
  {
    name: 'modules-are-entered-by-their-index',
    comment:
      'From outside too. Only registry.ts takes routes.ts, and client code takes forms.ts (the rule below).',
    severity: 'error',
    from: { path: '^(src|db)/', pathNot: [...tests, modules, '^src/(registry\\.ts$|client/)'] },
    to: { path: modules, pathNot: '^src/modules/[^/]+/index\\.ts$' },
  },
  {
    name: 'the-registry-takes-index-and-routes',
    severity: 'error',
    from: { path: '^src/registry\\.ts$' },
    to: { path: modules, pathNot: '^src/modules/[^/]+/(index|routes)\\.ts$' },
  },
  {
    name: 'only-routes-and-views-know-the-web',
    comment: 'Forms, queries and commands serve every door alike.',
    severity: 'error',
    from: {
      path: modules,
      pathNot: [...tests, '/routes\\.ts$', '/views?\\.ts$', '-views?\\.ts$', '-page\\.ts$', '/pages/'],
    },
    to: { path: '^src/(web|api)/' },
  },
  {
    name: 'client-takes-forms-only',
    comment: 'What a browser may know of a module is what may be submitted to it.',
    severity: 'error',
    from: { ...product, path: '^src/client/' },
    to: { path: '^(src|db)/', pathNot: ['^src/client/', '^src/modules/.+/forms\\.ts$'] },
  },
  {
    name: 'nobody-takes-the-desk',
    severity: 'error',
    from: { ...product, pathNot: [...tests, '^src/modules/desk/', '^src/registry\\.ts$'] },
    to: { path: '^src/modules/desk/' },
  },
  {
    name: 'upstream-never-learns-about-downstream',
    comment: 'A module has to be in the table above before it takes anything of another.',
    severity: 'error',
    from: { path: modules, pathNot: [...tests, `^src/modules/(${Object.keys(may).join('|')}|desk)/`] },
    to: { path: modules },
  },
  ...Object.entries(may).map(([name, takes]) => ({
    name: `${name}-takes-${takes.join('-and-') || 'no-module'}`,
    severity: 'error',
    from: { path: `^src/modules/${name}/`, pathNot: tests },
    to: { path: modules, pathNot: `^src/modules/(${[name, ...takes].join('|')})/` },
  })),
  {
    name: 'app-is-the-top',
    comment: 'Only what starts the process takes what puts it together.',
    severity: 'error',
    from: { ...product, pathNot: [...tests, '^src/(main|cli)\\.ts$'] },
    to: { path: '^src/(app|main|cli)\\.ts$' },
  },
  {
    name: 'no-development-package-in-the-product',
    severity: 'error',
    from: product,
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '/@types/' },
  },
  {
    name: 'nothing-unresolved',
    severity: 'error',
    from: product,
    to: { couldNotResolve: true },
  },
]

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: a module that knows another's types knows the other.
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
