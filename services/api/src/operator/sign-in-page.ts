import type { Language } from '../kernel/errors.ts'
import { operatorText } from './operator-texts.ts'
import { layout, markup } from './page-layout.ts'

/** The form with which operators sign in. `message` says why the last attempt failed. */
export function signInPage(language: Language, message: string | null): string {
  const text = (key: 'email' | 'password' | 'code' | 'signIn') => operatorText(key, language)
  const content = markup`<form class="card" method="post" action="/sign-in?lang=${language}">
    ${message === null ? '' : markup`<p class="bad" role="alert">${message}</p>`}
    <label
      >${text('email')}<input name="email" type="email" autocomplete="username" required autofocus
    /></label>
    <label
      >${text('password')}<input name="password" type="password" autocomplete="current-password" required
    /></label>
    <label
      >${text('code')}<input
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="12"
        required
    /></label>
    <button>${text('signIn')}</button>
  </form>`
  return layout(language, { path: '/sign-in', isSignedIn: false, content })
}

/** A page with one sentence. */
export const messagePage = (language: Language, message: string): string =>
  layout(language, { path: '/', isSignedIn: false, content: markup`<p>${message}</p>` })
