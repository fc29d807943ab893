/**
 * Codes of top-level GraphQL errors (`extensions.code`): the whole request failed, and the client's user cannot correct
 * it. `status` is the HTTP status of a response without data.
 */
export const REQUEST_ERRORS = {
  SHOP_NOT_FOUND: {
    status: 400,
    en: 'This shop does not exist.',
    fr: 'Cette boutique n’existe pas.',
  },
  SHOP_CLOSED: {
    status: 403,
    en: 'This shop is closed.',
    fr: 'Cette boutique est fermée.',
  },
  FORBIDDEN_ORIGIN: {
    status: 403,
    en: 'This website is not allowed to use the shop. Add its address to the shop’s websites.',
    fr: 'Ce site n’est pas autorisé à utiliser la boutique. Ajoutez son adresse aux sites de la boutique.',
  },
  BAD_USER_INPUT: {
    status: 400,
    en: 'The request could not be understood. Reload the page and try again.',
    fr: 'La demande n’a pas été comprise. Rechargez la page et recommencez.',
  },
  RATE_LIMITED: {
    status: 429,
    en: 'Too many requests. Wait a moment, then try again.',
    fr: 'Trop de demandes. Patientez un moment, puis réessayez.',
  },
  DOCUMENT_NOT_REGISTERED: {
    status: 404,
    en: 'The shop does not know this request. Reload the page and try again.',
    fr: 'La boutique ne connaît pas cette demande. Rechargez la page et recommencez.',
  },
  QUERY_TOO_COMPLEX: {
    status: 400,
    en: 'The query asks for too much at once. Ask for fewer fields or smaller pages.',
    fr: 'La requête demande trop de données à la fois. Demandez moins de champs ou des pages plus courtes.',
  },
  INSECURE_TRANSPORT: {
    status: 403,
    en: 'This is only available over a secure connection (https).',
    fr: 'Cette opération n’est possible que par une connexion sécurisée (https).',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    en: 'The service is temporarily unavailable. Nothing was lost; try again in a moment.',
    fr: 'Le service est momentanément indisponible. Rien n’est perdu\u00a0; réessayez dans un instant.',
  },
  UNAUTHENTICATED: {
    status: 401,
    en: 'Sign in to continue.',
    fr: 'Connectez-vous pour continuer.',
  },
  API_KEY_INVALID: {
    status: 401,
    en: 'This API key does not exist. Check that it was copied completely.',
    fr: 'Cette clé d’API n’existe pas. Vérifiez qu’elle a été copiée en entier.',
  },
  API_KEY_EXPIRED: {
    status: 401,
    en: 'This API key has expired. Create another one in the settings.',
    fr: 'Cette clé d’API a expiré. Créez-en une autre dans les réglages.',
  },
  API_KEY_REVOKED: {
    status: 401,
    en: 'This API key was revoked. Create another one in the settings.',
    fr: 'Cette clé d’API a été révoquée. Créez-en une autre dans les réglages.',
  },
  FORBIDDEN: {
    status: 403,
    en: 'Your role in this shop does not allow this. Ask its owner.',
    fr: 'Votre rôle dans cette boutique ne le permet pas. Demandez à son propriétaire.',
  },
} as const

export type RequestErrorCode = keyof typeof REQUEST_ERRORS
