/** Of a CSV file. */
export const MAX_FILE_BYTES = 20_000_000
/** Of an archive with pictures. */
export const MAX_ARCHIVE_BYTES = 200_000_000
