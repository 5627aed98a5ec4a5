/** Where the phone numbers lie: with those who keep the roster. */
export const contactsSpace = 'admins';
export const contactsId = 'contacts';
