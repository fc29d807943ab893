/** The name of the only variant of a product without options, unless the merchant gave another. It tells buyers nothing, and is not shown to them. */
export const ONLY_VARIANT = 'Standard'
