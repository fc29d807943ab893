const {
  folders,
  exceptions,
  entryPoints,
  outsidePackages,
  sharedPackages,
  serverPackages,
} = require('./import-rules.cjs')

const api = '^services/api/src'
const inFolders = (names) => `${api}/(${names.join('|')})/`
const tests = '\\.test\\.ts$'
const runtime = { dependencyTypesNot: ['type-only'] }

const layers = Object.entries(folders)
  .filter(([, { may }]) => !may.includes('*'))
  .map(([folder, { may }]) => ({
    name: `${folder}-imports`,
    comment: `${folder}/ may import ${may.join(', ') || 'nothing'} (import-rules.cjs).`,
    severity: 'error',
    from: {
      path: inFolders([folder]),
      pathNot: [tests, entryPoints, ...exceptions.map(({ from }) => `${api}/${from}$`)],
    },
    to: {
      path: inFolders(Object.keys(folders).filter((name) => name !== folder && !may.includes(name))),
      ...runtime,
    },
  }))

const listedExceptions = exceptions.map(({ from, to, why }) => {
  const [folder] = from.split('/')
  const allowed = [folder, ...folders[folder].may]
  return {
    name: `exception-${folder}`,
    comment: why,
    severity: 'error',
    from: { path: `${api}/${from}$` },
    to: {
      path: inFolders(Object.keys(folders).filter((name) => !allowed.includes(name))),
      pathNot: `${api}/${to}`,
      ...runtime,
    },
  }
})

module.exports = {
  forbidden: [
    ...layers,
    ...listedExceptions,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: runtime },
    },
    {
      name: 'entry-points-are-imported-by-app-only',
      severity: 'error',
      from: { path: `${api}/`, pathNot: [`${api}/(app|bin)/`, tests] },
      to: { path: `${api}/.*${entryPoints}` },
    },
    {
      name: 'only-platform-talks-to-the-outside',
      comment: 'Connections to other processes, and cryptography, are made in platform/ only.',
      severity: 'error',
      from: { path: `${api}/`, pathNot: [`${api}/platform/`, tests] },
      to: { path: `node_modules/(${outsidePackages.join('|')})/`, ...runtime },
    },
    {
      name: 'workspaces-are-separate',
      comment: `Programs are built separately: they share ${[...sharedPackages, ...serverPackages].join(', ')} only.`,
      severity: 'error',
      from: { path: '^(apps|services|packages)/([^/]+)/', pathNot: [tests, '^services/[^/]+/(src/)?test/'] },
      to: { path: '^(apps|services|infra|tests)/', pathNot: '^$1/$2/' },
    },
    {
      name: 'packages-are-pure',
      comment: 'Shared packages run in browsers too: no dependency, no Node.js module.',
      severity: 'error',
      from: { path: `^packages/(${sharedPackages.join('|')})/src/`, pathNot: tests },
      to: { pathNot: '^packages/([^/]+)/src/' },
    },
    {
      name: 'browsers-import-no-server-package',
      severity: 'error',
      from: { path: '^apps/[^/]+/src/.*\\.svelte(\\.ts)?$' },
      to: { path: `^packages/(${serverPackages.join('|')})/`, ...runtime },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^(services|packages|infra|tests)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^packages/create-triclic-shop/templates/|(^|/)(dist|build|\\.svelte-kit|\\.stryker-tmp|paraglide|node_modules/\\.)/',
    },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.d.ts', '.json'],
    },
  },
}
