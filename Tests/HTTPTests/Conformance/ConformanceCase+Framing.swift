/// RFC 9112 §6: where a message ends.
extension ConformanceCase {
    private static func length(_ lines: String, _ rest: String = "abc") -> String {
        post + lines + "\r\n\r\n" + rest
    }

    static let lengths: [Self] = [
        served("9112 §6.2", "a length", length("Content-Length: 3"), "POST / abc"),
        served("9112 §6.2", "a length of zero", length("Content-Length: 0", ""), "POST /"),
        served("9110 §8.6", "zeros before it", length("Content-Length: 0003"), "POST / abc"),
        served("9112 §5.1", "white space around it", length("Content-Length:\t3 \t"), "POST / abc"),
        served("9112 §6.3", "no length, no body", post + "\r\n", "POST /"),
        served("9110 §9.3.1", "GET with a body", get + "Content-Length: 3\r\n\r\nabc", "GET / abc"),
        served(
            "9110 §9.3.5", "DELETE with a body",
            "DELETE / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "DELETE / abc"),
        served(
            "9112 §6.2", "a body that looks like a request",
            post + "Content-Length: \(get.utf8.count + 2)\r\n\r\n" + get + "\r\n",
            "POST / \(get)\r\n"),
        served(
            "9112 §6.2", "a request behind the body",
            length("Content-Length: 3", "abc" + get + "\r\n"), "POST / abc", "GET /"),
        refused("9112 §6.3", "two that differ", length("Content-Length: 3\r\nContent-Length: 4")),
        refused(
            "9112 §6.3", "two that are equal", length("Content-Length: 3\r\nContent-Length: 3")),
        refused(
            "9112 §6.3", "two in different case", length("Content-Length: 3\r\nCONTENT-LENGTH: 0")),
        refused("9112 §6.3", "a list of equal ones", length("Content-Length: 3, 3")),
        refused("9112 §6.3", "a list of different ones", length("Content-Length: 3, 4")),
        refused("9112 §6.3", "a list with an empty element", length("Content-Length: 3,")),
        refused("9112 §6.3", "an empty one", length("Content-Length:")),
        refused("9112 §6.3", "one of spaces", length("Content-Length:  ")),
        refused("9110 §8.6", "a plus", length("Content-Length: +3")),
        refused("9110 §8.6", "a minus", length("Content-Length: -3")),
        refused("9110 §8.6", "minus zero", length("Content-Length: -0")),
        refused("9110 §8.6", "a space in it", length("Content-Length: 1 0")),
        refused("9110 §8.6", "a fraction", length("Content-Length: 3.0")),
        refused("9110 §8.6", "an exponent", length("Content-Length: 3e0")),
        refused("9110 §8.6", "hexadecimal digits", length("Content-Length: 0x3")),
        refused("9110 §8.6", "letters", length("Content-Length: abc")),
        refused("9110 §8.6", "a letter behind it", length("Content-Length: 3a")),
        refused("9110 §8.6", "quotes around it", length("Content-Length: \"3\"")),
        refused("9110 §8.6", "a semicolon behind it", length("Content-Length: 3;")),
        refused("9110 §8.6", "an underscore in it", length("Content-Length: 1_0")),
        refused("9110 §8.6", "a wide digit", length("Content-Length: \u{EF}\u{BC}\u{93}")),
        refused("9110 §8.6", "NUL in it", length("Content-Length: 3\u{0}")),
        refused("9110 §8.6", "a vertical tab before it", length("Content-Length: \u{B}3")),
        refused("9110 §8.6", "2 to the power of 63", length("Content-Length: 9223372036854775808")),
        refused(
            "9110 §8.6", "2 to the power of 64", length("Content-Length: 18446744073709551616")),
        refused("9110 §8.6", "3 more than that", length("Content-Length: 18446744073709551619")),
        refused(
            "9110 §8.6", "a hundred digits",
            length("Content-Length: 1" + String(repeating: "0", count: 99))),
        refused("9110 §15.5.14", "over the limit", length("Content-Length: 65"), 413),
        refused("9110 §15.5.14", "far over it", length("Content-Length: 9223372036854775807"), 413),
        refused("9112 §5.1", "a space before its colon", length("Content-Length : 3")),
        refused("9112 §5.1", "a tab before its colon", length("Content-Length\t: 3")),
        served("9110 §5.1", "another name", length("Content_Length: 3", ""), "POST /"),
    ]

    private static func coding(_ lines: String) -> String {
        post + lines + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    }

    static let codings: [Self] = [
        served("9112 §6.1", "chunked", coding("Transfer-Encoding: chunked"), "POST / abc"),
        served(
            "9112 §7", "chunked in upper case", coding("TRANSFER-ENCODING: CHUNKED"), "POST / abc"),
        served(
            "9110 §5.6.1", "empty elements", coding("Transfer-Encoding: , chunked ,"),
            "POST / abc"),
        served(
            "9112 §6.1", "GET that is chunked", get + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET /"),
        refused(
            "9112 §6.1", "a length before it",
            coding("Content-Length: 3\r\nTransfer-Encoding: chunked")),
        refused(
            "9112 §6.1", "a length behind it",
            coding("Transfer-Encoding: chunked\r\nContent-Length: 3")),
        refused(
            "9112 §6.1", "a length of zero too",
            coding("Content-Length: 0\r\nTransfer-Encoding: chunked")),
        refused(
            "9112 §6.1", "a length and identity",
            coding("Content-Length: 3\r\nTransfer-Encoding: identity"), 501),
        refused("9112 §6.3", "chunked not last", coding("Transfer-Encoding: chunked, gzip")),
        refused(
            "9112 §6.3", "chunked not last, in two lines",
            coding("Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip")),
        refused("9112 §7.1", "chunked twice", coding("Transfer-Encoding: chunked, chunked")),
        refused(
            "9112 §7.1", "chunked twice in two lines",
            coding("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")),
        refused(
            "9112 §6.3", "chunked and identity",
            coding("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity")),
        refused("9112 §6.1", "gzip before it", coding("Transfer-Encoding: gzip, chunked"), 501),
        refused("9112 §6.1", "gzip alone", coding("Transfer-Encoding: gzip"), 501),
        refused("9112 §7", "identity", coding("Transfer-Encoding: identity"), 501),
        refused(
            "9112 §7", "identity before it", coding("Transfer-Encoding: identity, chunked"), 501),
        refused(
            "9112 §6.1", "a coding that only looks like it", coding("Transfer-Encoding: xchunked"),
            501),
        refused("9112 §6.1", "one that is longer", coding("Transfer-Encoding: chunkedx"), 501),
        refused("9112 §6.1", "one that is shorter", coding("Transfer-Encoding: chunke"), 501),
        refused("9112 §7", "a parameter", coding("Transfer-Encoding: chunked;q=1")),
        refused("9112 §7", "quotes around it", coding("Transfer-Encoding: \"chunked\"")),
        refused("9112 §7", "a space in it", coding("Transfer-Encoding: chun ked")),
        refused(
            "9112 §7", "two codings without a comma", coding("Transfer-Encoding: chunked gzip")),
        refused("9112 §7", "obs-text in it", coding("Transfer-Encoding: chun\u{E6}ked")),
        refused("9112 §7", "obs-text behind it", coding("Transfer-Encoding: chunked\u{A0}")),
        refused("9110 §5.5", "a vertical tab before it", coding("Transfer-Encoding: \u{B}chunked")),
        refused("9110 §5.5", "NUL behind it", coding("Transfer-Encoding: chunked\u{0}")),
        refused("9112 §6.1", "an empty value", coding("Transfer-Encoding:")),
        refused("9112 §6.1", "a comma alone", coding("Transfer-Encoding: ,")),
        refused(
            "9112 §5.1", "a space before the colon of a coding",
            coding("Transfer-Encoding : chunked")),
        refused("9112 §5.2", "a folded value", coding("Transfer-Encoding:\r\n chunked")),
        refused("9112 §2.2", "bare LF before it", coding("X: y\nTransfer-Encoding: chunked")),
        refused("9112 §2.2", "bare CR before it", coding("X: y\rTransfer-Encoding: chunked")),
        refused(
            "9112 §6.1", "in HTTP/1.0",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        refused(
            "9112 §6.1", "in HTTP/1.0 with a length",
            "POST / HTTP/1.0\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ]
}
