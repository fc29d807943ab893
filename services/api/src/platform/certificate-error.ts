/** Matches the error codes of Node.js for a TLS certificate that cannot be trusted. */
export const CERTIFICATE_ERROR = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|ERR_TLS|ERR_SSL/
