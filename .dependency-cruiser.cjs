/** The walls of docs/architecture.md: who may import whom. Run by `npm run check`. */

// From the bottom up; folders of one row may import each other, but never in a circle.
const ranks = [
  ['platform'],
  ['shop', 'member', 'visitor', 'audit', 'mail'],
  ['catalog'],
  ['cart'],
  ['order'],
  ['payment'],
]

const api = '^services/api/src'
const folders = (names) => `${api}/(${names.join('|')})/`
const nouns = ranks.slice(1).flat()
const notTests = { pathNot: '\\.test\\.ts$|/testing/' }

const upward = ranks.slice(0, -1).map((row, rank) => ({
  name: `not-upward-from-${row[0]}`,
  comment: 'Imports run payment → order → cart → catalog → shop → platform.',
  severity: 'error',
  from: { path: folders(row), ...notTests },
  to: { path: folders(ranks.slice(rank + 1).flat()) },
}))

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'doors-lead-in',
      comment: 'The doors list what is behind them; nothing behind them imports a door.',
      severity: 'error',
      from: { path: folders(['platform', ...nouns]), ...notTests },
      to: { path: `${api}/(server|worker|api|schema|routes|jobs|migrate|emit-schema|[a-z]+-door)\\.ts$` },
    },
    {
      name: 'only-platform-speaks-outside',
      comment: 'Connections to other processes, and cryptography, are made in platform/ alone.',
      severity: 'error',
      from: { path: `${api}/`, pathNot: `${api}/platform/|\\.test\\.ts$|/testing/` },
      to: {
        path: 'node_modules/(pg|ioredis|bullmq|nodemailer|openpgp|pino|@hpke/[^/]+|@mikro-orm/(postgresql|migrations)|@node-rs/argon2)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'workspaces-apart',
      comment: 'What runs apart is built apart: only card-core is shared.',
      severity: 'error',
      from: { path: '^(apps|services|packages)/([^/]+)/', ...notTests },
      to: { path: '^(apps|services|infra|tests)/', pathNot: '^$1/$2/' },
    },
    {
      name: 'card-core-is-pure',
      severity: 'error',
      from: { path: '^packages/card-core/src/', ...notTests },
      to: { pathNot: '^packages/card-core/src/' },
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
    exclude: { path: '(^|/)(dist|build|\\.svelte-kit|\\.stryker-tmp|paraglide|node_modules/\\.)/' },
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
