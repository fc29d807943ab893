/** The field of a payload with options of a WebAuthn ceremony. */
export const optionsField = (type: string) => ({
  options: { type: () => String, description: `${type} (WebAuthn Level 3) as JSON, valid for five minutes.` },
})
