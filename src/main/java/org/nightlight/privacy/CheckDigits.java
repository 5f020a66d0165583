package org.nightlight.privacy;

/** The check digits that cards and national identifiers carry. All take digits alone unless told otherwise. */
final class CheckDigits {
    private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";

    private CheckDigits() {}

    /** Payment cards and IMEI, ISO/IEC 7812-1 annex B. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
        }
        return sum % 10 == 0 && !digits.chars().allMatch(c -> c == digits.charAt(0));
    }

    /** Spain: eight digits and their letter, or X, Y or Z with seven digits and a letter. */
    static boolean dni(String id) {
        String plain = id.replaceAll("[ .-]", "").toUpperCase(java.util.Locale.ROOT);
        String digits = plain.substring(0, plain.length() - 1)
                .replaceFirst("^X", "0")
                .replaceFirst("^Y", "1")
                .replaceFirst("^Z", "2");
        return digits.matches("\\d{7,8}")
                && DNI.charAt(Integer.parseInt(digits) % 23) == plain.charAt(plain.length() - 1);
    }

    /** United Kingdom, NHS number: ten digits, modulo 11. */
    static boolean nhs(String digits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (10 - i) * (digits.charAt(i) - '0');
        }
        int check = (11 - sum % 11) % 11;
        return check < 10 && check == digits.charAt(9) - '0';
    }

    /** Germany, tax identification number: eleven digits, ISO 7064 modulo 11, 10. */
    static boolean germanTax(String digits) {
        if (digits.charAt(0) == '0') {
            return false;
        }
        int product = 10;
        for (int i = 0; i < 10; i++) {
            int sum = (digits.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        int check = 11 - product;
        return (check == 10 ? 0 : check) == digits.charAt(10) - '0';
    }

    /** Brazil, CPF: eleven digits, two of them checks. */
    static boolean cpf(String digits) {
        return cpfDigit(digits, 9) == digits.charAt(9) - '0'
                && cpfDigit(digits, 10) == digits.charAt(10) - '0'
                && !digits.chars().allMatch(c -> c == digits.charAt(0));
    }

    private static int cpfDigit(String digits, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (length + 1 - i) * (digits.charAt(i) - '0');
        }
        return sum * 10 % 11 % 10;
    }

    /** France, number of the national register: thirteen digits and 97 less their rest. */
    static boolean french(String digits) {
        return 97 - Long.parseLong(digits.substring(0, 13)) % 97 == Long.parseLong(digits.substring(13, 15));
    }
}
