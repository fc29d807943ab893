import type { Page } from 'playwright-core'

/** A device with a fingerprint reader in Chromium, which always recognises its user. Returns how many passkeys it holds. */
export async function addVirtualAuthenticator(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page)
  await client.send('WebAuthn.enable')
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return async () => {
    const { credentials } = await client.send('WebAuthn.getCredentials', { authenticatorId })
    return credentials.length
  }
}
