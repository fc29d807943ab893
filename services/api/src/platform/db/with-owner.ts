import { Client } from 'pg'

/** Runs `work` with one connection of the owner of the database, for commands that change the rows of all shops. */
export async function withOwner<T>(
  databaseOwnerUrl: string,
  name: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString: databaseOwnerUrl, application_name: name })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
