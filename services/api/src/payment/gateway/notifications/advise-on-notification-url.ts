import type { Language } from '../../../kernel/errors.ts'
import { defineMessages } from '../../../kernel/messages.ts'
import type { NotificationUrlCheck } from './check-notification-url.ts'

const message = defineMessages({
  REACHABLE: {
    en: 'The address works: our test request reached us.',
    fr: 'L’adresse fonctionne\u00a0: notre message de test nous est bien parvenu.',
  },
  LOCAL_ONLY: {
    en: 'The address only works on this computer. A bank cannot reach it.',
    fr: 'L’adresse ne fonctionne que sur cet ordinateur. Aucune banque ne peut l’atteindre.',
  },
  CERTIFICATE_INVALID: {
    en: 'The TLS certificate of the address is not valid, so banks refuse to connect. Tell the operator of the platform.',
    fr: 'Le certificat TLS de l’adresse n’est pas valide\u00a0: les banques refusent la connexion. Prévenez l’exploitant de la plateforme.',
  },
  NOT_FOUND: {
    en: 'Nothing was found at the address. A proxy in front of the platform probably does not pass /bank/ on. Tell the operator of the platform.',
    fr: 'Rien n’a été trouvé à cette adresse. Un proxy placé devant la plateforme ne transmet sans doute pas /bank/. Prévenez l’exploitant de la plateforme.',
  },
  REDIRECTED: {
    en: 'The address redirects elsewhere, and banks do not follow. Tell the operator of the platform.',
    fr: 'L’adresse redirige ailleurs, et les banques ne suivent pas. Prévenez l’exploitant de la plateforme.',
  },
  UNEXPECTED_ANSWER: {
    en: 'Something else answered in our place, with HTTP status {httpStatus}. Tell the operator of the platform.',
    fr: 'Un autre serveur a répondu à notre place, avec le statut HTTP {httpStatus}. Prévenez l’exploitant de la plateforme.',
  },
  TIMED_OUT: {
    en: 'The address did not answer within 8 seconds. Try again, then tell the operator of the platform.',
    fr: 'L’adresse n’a pas répondu en 8\u00a0secondes. Réessayez, puis prévenez l’exploitant de la plateforme.',
  },
  UNREACHABLE: {
    en: 'No connection to the address could be made. Tell the operator of the platform.',
    fr: 'Aucune connexion à l’adresse n’a pu être établie. Prévenez l’exploitant de la plateforme.',
  },
})

/** What a check of the notification URL means for the merchant, in one of the portal's languages. */
export const adviseOnNotificationUrl = (
  { status, httpStatus }: NotificationUrlCheck,
  language: Language,
): string => message(status, language, { httpStatus: String(httpStatus ?? '') })
