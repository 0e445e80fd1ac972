/** The name and password of an address: `scheme://name:password@host`. A password may hold anything but a space. */
const CREDENTIALS = /\b([a-z][a-z\d+.-]{0,30}:\/\/)\S{0,500}@/gi;

/** A text in which no address tells its name and password. */
export const withoutCredentials = (text: string): string => text.replace(CREDENTIALS, '$1***@');
