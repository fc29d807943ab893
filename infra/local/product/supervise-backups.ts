import { join } from 'node:path'
import { startChild } from '../process/child-process.ts'
import { supervise, type Supervised } from '../process/supervise.ts'
import { programPath } from './programs.ts'

/** Keeps `backup follow` running. @param env that of the product, and where the backups are kept */
export const superviseBackups = (
  env: Record<string, string>,
  { logs, print }: { logs: string; print: (line: string) => void },
): Promise<Supervised> =>
  supervise(
    'backup',
    async () =>
      startChild({
        name: 'backup',
        command: process.execPath,
        args: [programPath('backup'), 'follow'],
        env: { PATH: process.env['PATH'] ?? '', ...env },
        log: join(logs, 'backup.log'),
      }),
    print,
  )
