/** The language cookie: read by the server and, so that both render the same, by the page. */
export const languageCookie = {
  name: 'triclic_language',
  options: (url: URL) =>
    ({
      path: '/',
      httpOnly: false,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
      maxAge: 31_536_000,
    }) as const,
}
