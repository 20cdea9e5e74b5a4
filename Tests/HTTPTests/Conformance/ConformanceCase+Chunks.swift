/// RFC 9112 §7.1: the chunked coding, its extensions and its trailer section.
extension ConformanceCase {
    static let chunks: [Self] = [
        served("9112 §7.1", "one chunk", chunked + "3\r\nabc\r\n0\r\n\r\n", "POST / abc"),
        served("9112 §7.1", "two chunks", chunked + "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "POST / abc"),
        served("9112 §7.1", "no content", chunked + "0\r\n\r\n", "POST /"),
        served(
            "9112 §7.1", "zeros before a size", chunked + "003\r\nabc\r\n0\r\n\r\n", "POST / abc"),
        served(
            "9112 §7.1", "a last chunk of zeros", chunked + "3\r\nabc\r\n000\r\n\r\n",
            "POST / abc"),
        served(
            "9112 §7.1", "a size in lower case", chunked + "a\r\n0123456789\r\n0\r\n\r\n",
            "POST / 0123456789"),
        served(
            "9112 §7.1", "a size in upper case", chunked + "A\r\n0123456789\r\n0\r\n\r\n",
            "POST / 0123456789"),
        served(
            "9112 §7.1", "CRLF in a chunk", chunked + "4\r\n\r\n\r\n\r\n0\r\n\r\n",
            "POST / \r\n\r\n"),
        served(
            "9112 §7.1", "a last chunk in a chunk", chunked + "5\r\n0\r\n\r\n\r\n0\r\n\r\n",
            "POST / 0\r\n\r\n"),
        served(
            "9112 §9.3.2", "a request behind", chunked + "0\r\n\r\n" + get + "\r\n", "POST /",
            "GET /"),
        served("9112 §7.1.1", "an extension", chunked + "3;a\r\nabc\r\n0\r\n\r\n", "POST / abc"),
        served(
            "9112 §7.1.1", "an extension with a value", chunked + "3;a=b\r\nabc\r\n0;c=d\r\n\r\n",
            "POST / abc"),
        served(
            "9112 §7.1.1", "two extensions", chunked + "3;a=b;c\r\nabc\r\n0\r\n\r\n", "POST / abc"),
        served(
            "9112 §7.1.1", "an extension in quotes",
            chunked + "3;a=\"b;c\\\"\"\r\nabc\r\n0\r\n\r\n", "POST / abc"),
        served(
            "9112 §7.1.1", "bad white space", chunked + "3 \t; a = b\r\nabc\r\n0\r\n\r\n",
            "POST / abc"),
        refused("9112 §7.1", "no size", chunked + "\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a size of letters", chunked + "x\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a letter behind the size", chunked + "3g\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a prefix of hexadecimals", chunked + "0x3\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a plus", chunked + "+3\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a minus", chunked + "-3\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a space before the size", chunked + " 3\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a space behind the size", chunked + "3 \r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a tab behind the size", chunked + "3\t\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a fraction", chunked + "3.0\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "an underscore", chunked + "0_3\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a comma", chunked + "3,3\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a size in quotes", chunked + "\"3\"\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "NUL behind the size", chunked + "3\u{0}\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "bare LF behind the size", chunked + "3\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "bare CR behind the size", chunked + "3\rabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "two CR behind the size", chunked + "3\r\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "bare LF behind a chunk", chunked + "3\r\nabc\n0\r\n\r\n"),
        refused("9112 §7.1", "bare CR behind a chunk", chunked + "3\r\nabc\r0\r\n\r\n"),
        refused("9112 §7.1", "LF CR behind a chunk", chunked + "3\r\nabc\n\r0\r\n\r\n"),
        refused("9112 §7.1", "nothing behind a chunk", chunked + "3\r\nabc0\r\n\r\n"),
        refused("9112 §7.1", "a chunk too long", chunked + "3\r\nabcd\r\n0\r\n\r\n"),
        refused("9112 §7.1", "a chunk too short", chunked + "4\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "bare LF behind the last size", chunked + "0\n\r\n"),
        refused("9112 §7.1", "bare LF at the very end", chunked + "0\r\n\n"),
        refused("9112 §7.1", "bare CR at the very end", chunked + "0\r\n\rx"),
        refused(
            "9112 §7.1", "2 to the power of 63", chunked + "8000000000000000\r\nabc\r\n0\r\n\r\n"),
        refused(
            "9112 §7.1", "2 to the power of 64", chunked + "10000000000000000\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1", "3 more than that", chunked + "10000000000000003\r\nabc\r\n0\r\n\r\n"),
        refused(
            "9112 §7.1", "as many as fit in a word",
            chunked + "ffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
        refused(
            "9112 §7.1", "more zeros than any size has",
            chunked + "00000000000000003\r\nabc\r\n0\r\n\r\n"),
        refused(
            "9110 §15.5.14", "over the limit in one chunk",
            chunked + "41\r\n" + String(repeating: "a", count: 65), 413),
        refused(
            "9110 §15.5.14", "over the limit in two",
            chunked + "20\r\n" + String(repeating: "a", count: 32) + "\r\n21\r\n"
                + String(repeating: "a", count: 33), 413),
        refused("9112 §7.1.1", "bare LF behind an extension", chunked + "3;a\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1.1", "bare CR in an extension", chunked + "3;a\rb\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1.1", "NUL in an extension", chunked + "3;a\u{0}\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1.1", "an extension without a name", chunked + "3;\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1.1", "a value without a name", chunked + "3;=b\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1.1", "a name without its value", chunked + "3;a=\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1.1", "a name that is no token", chunked + "3;a/b\r\nabc\r\n0\r\n\r\n"),
        refused("9112 §7.1.1", "quotes that stay open", chunked + "3;a=\"b\r\nabc\r\n0\r\n\r\n"),
        refused(
            "9112 §7.1.1", "letters behind the quotes", chunked + "3;a=\"b\"c\r\nabc\r\n0\r\n\r\n"),
        refused(
            "9112 §7.1.1", "an extension without a semicolon", chunked + "3 a\r\nabc\r\n0\r\n\r\n"),
        refused(
            "9112 §7.1.1", "endless extensions",
            chunked + "3;a=" + String(repeating: "b", count: 4096)),
    ]

    private static func trailer(_ lines: String) -> String {
        chunked + "3\r\nabc\r\n0\r\n" + lines + "\r\n\r\n"
    }

    static let trailers: [Self] = [
        served("9112 §7.1.2", "a field", trailer("X: y"), "POST / abc"),
        served("9112 §7.1.2", "an empty one", trailer("X:"), "POST / abc"),
        served("9112 §7.1.2", "two fields", trailer("X: y\r\nZ: \u{E6}"), "POST / abc"),
        served(
            "9110 §6.5.1", "a length, which is dropped", trailer("Content-Length: 9"),
            "POST / abc"),
        served(
            "9110 §6.5.1", "a coding, which is dropped", trailer("Transfer-Encoding: x"),
            "POST / abc"),
        served("9110 §6.5.1", "a Host, which is dropped", trailer("Host: b"), "POST / abc"),
        served(
            "9112 §9.3.2", "a request behind it", trailer("X: y") + get + "\r\n", "POST / abc",
            "GET /"),
        refused("9112 §5.1", "a space before the colon of a trailer", trailer("X : y")),
        refused("9112 §5.2", "a fold", trailer("X: y\r\n z")),
        refused("9112 §5.2", "a fold at once", trailer(" X: y")),
        refused("9112 §5", "no colon in a trailer", trailer("X")),
        refused("9112 §5", "no name in a trailer", trailer(": y")),
        refused("9112 §5", "a request instead of it", chunked + "0\r\n" + get + "\r\n"),
        refused("9112 §2.2", "bare LF behind a trailer", trailer("X: y\nZ: z")),
        refused("9112 §2.2", "bare CR in a trailer", trailer("X: y\rz")),
        refused("9110 §5.5", "NUL in it", trailer("X: \u{0}")),
        refused("9110 §5.1", "a name that is no token", trailer("X@: y")),
        refused(
            "9112 §7.1.2", "an endless one", trailer("X: " + String(repeating: "y", count: 8192))),
    ]
}
