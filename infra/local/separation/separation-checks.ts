/** Checks of the separation of shops: the test files that make them, with what each of them shows. */
export const SEPARATION_CHECKS: { title: string; files: readonly string[] }[] = [
  {
    title:
      'Requests with ids, keys and tokens of another shop are refused, for every root field of both APIs',
    files: ['services/api/src/app/tenancy.test.ts'],
  },
  {
    title: 'Row-level security is forced on every table of shops, and no role has rights beyond it',
    files: [
      'services/api/test/tenancy/shop-keys.test.ts',
      'services/api/test/tenancy/role-rights.test.ts',
      'services/api/test/tenancy/worker-transitions.test.ts',
      'services/api/src/platform/db/shadowed-tables.test.ts',
      'services/api/src/platform/db/roles.test.ts',
    ],
  },
  {
    title:
      'With the database role of the API alone, nobody can open another person’s session or change an account',
    files: ['services/api/src/member/compromised-api.test.ts'],
  },
  {
    title: 'Every key in Redis belongs to one shop',
    files: ['services/api/test/tenancy/redis-keys.test.ts'],
  },
]

/** What these checks do not show. */
export const NOT_COVERED = [
  'The checks run against the code of this commit on stores of their own, not against a production system: its network, hosts, roles and settings are to be examined there.',
  'A process that was taken over can choose the shop of a transaction. docs/security.md lists what it can still do.',
  'Backups, logs and mail servers, which hold data of several shops.',
  'Pages of the portal are tested in a browser by `npm test`, not by this report.',
  'A penetration test by a person: these checks repeat known attacks and find no new kinds.',
]
