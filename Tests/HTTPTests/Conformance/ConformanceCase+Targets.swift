/// RFC 9112 §3.2 and RFC 3986: the request target in its four forms.
extension ConformanceCase {
    private static func asking(_ target: String, _ method: String = "GET") -> String {
        "\(method) \(target) HTTP/1.1\r\nHost: a\r\n\r\n"
    }

    static let targets: [Self] = originForm + absoluteForm + otherForms

    private static let originForm: [Self] = [
        served("9112 §3.2.1", "a path", asking("/a/b"), "GET /a/b"),
        served("9112 §3.2.1", "a path and a query", asking("/a?b=c&d"), "GET /a?b=c&d"),
        served("9112 §3.2.1", "an empty query", asking("/a?"), "GET /a?"),
        served(
            "9112 §3.2.1", "a query of marks", asking("/?a=/?:@!$'()*,;"), "GET /?a=/?:@!$'()*,;"),
        served(
            "9112 §3.2.1", "an address in the query", asking("/?u=http://b/"), "GET /?u=http://b/"),
        served("3986 §3.3", "empty segments", asking("//a//"), "GET //a//"),
        served("3986 §3.3", "a colon and an at", asking("/a:b@c"), "GET /a:b@c"),
        served("3986 §3.3", "dots that are no segment", asking("/.a/b./..."), "GET /.a/b./..."),
        served("3986 §2.1", "an escape in either case", asking("/%c3%A6"), "GET /%c3%A6"),
        served("3986 §2.1", "escapes in a query", asking("/?%26=%C3%A6"), "GET /?%26=%C3%A6"),
        refused("3986 §3.5", "a fragment", asking("/a#b")),
        refused("3986 §3.5", "a fragment behind a query", asking("/a?b#c")),
        refused("3986 §2.1", "half an escape", asking("/%4")),
        refused("3986 §2.1", "an escape of no digits", asking("/%zz")),
        refused("3986 §2.1", "a percent sign alone", asking("/a%")),
        refused("3986 §2.1", "half an escape in a query", asking("/?%4")),
        refused("3986 §2.1", "an escape of Unicode", asking("/%u00e6")),
        refused("3986 §2.4", "an encoded slash", asking("/a%2Fb")),
        refused("3986 §2.4", "an encoded slash in lower case", asking("/a%2fb")),
        refused("3986 §7.3", "an encoded NUL", asking("/a%00")),
        refused("3986 §7.3", "an encoded NUL in a query", asking("/?a=%00")),
        refused("3986 §5.2.4", "a dot segment", asking("/a/./b")),
        refused("3986 §5.2.4", "two dots", asking("/a/../b")),
        refused("3986 §5.2.4", "two dots at the end", asking("/a/..")),
        refused("3986 §5.2.4", "one dot at the end", asking("/a/.")),
        refused("3986 §5.2.4", "encoded dots", asking("/%2e%2e/a")),
        refused("3986 §5.2.4", "a dot and an encoded one", asking("/.%2E/a")),
        refused("3986 §5.2.4", "dots out of the root", asking("/../../etc/passwd")),
        refused("3629 §3", "an overlong slash", asking("/%c0%af")),
        refused("3629 §3", "an overlong dot", asking("/%c0%ae%c0%ae/")),
        refused("3629 §3", "a surrogate", asking("/%ed%a0%80")),
        refused("3629 §3", "half a letter", asking("/%c3")),
        refused("3629 §3", "half a letter in a query", asking("/?%c3")),
        served("3986 §2.4", "what is decoded once", asking("/%252e%252e/"), "GET /%252e%252e/"),
        served("3986 §2.4", "how it is decoded", asking("/decoded"), "decoded"),
        refused("3986 §2", "a backslash", asking("/a\\b")),
        refused("3986 §2", "quotes", asking("/\"a\"")),
        refused("3986 §2", "angles", asking("/<a>")),
        refused("3986 §2", "obs-text", asking("/\u{E6}")),
        refused("3986 §2", "obs-text in a query", asking("/?\u{E6}")),
        refused("3986 §2", "DEL", asking("/\u{7F}")),
        refused("3986 §2", "a control character", asking("/\u{1}")),
        refused("3986 §2", "a control character in a query", asking("/?\u{1F}")),
        refused("9112 §3.2", "a path without its slash", asking("a/b")),
        refused("9112 §3.2", "a query alone", asking("?a")),
        refused("9112 §3.2", "a backslash first", asking("\\a")),
        refused("9112 §3.2", "an encoded slash first", asking("%2Fa")),
    ]

    private static let absoluteForm: [Self] = [
        served("9112 §3.2.2", "an address", asking("http://b/a?q"), "GET /a?q"),
        served("9112 §3.2.2", "its host outranks Host", asking("http://b:1/host"), "b:1"),
        served("9110 §4.2.2", "an address of https", asking("https://b/a"), "GET /a"),
        served("3986 §3.1", "a scheme in upper case", asking("HTTP://b/a"), "GET /a"),
        served("9110 §4.2.3", "an address without a path", asking("http://b"), "GET /"),
        served("9110 §4.2.3", "a query without a path", asking("http://b?q"), "GET /?q"),
        served(
            "3986 §3.2.2", "an address with an IP literal", asking("http://[::1]:80/a"), "GET /a"),
        served("9112 §3.2.2", "a method other than GET", asking("http://b/a", "PUT"), "PUT /a"),
        last("9112 §3.2.2", "an address in HTTP/1.0", "GET http://b/ HTTP/1.0\r\n\r\n", "GET /"),
        refused("9112 §3.2", "an address without Host", "GET http://b/ HTTP/1.1\r\n\r\n"),
        refused("9110 §4.2.1", "an address without a host", asking("http:///a")),
        refused("9110 §4.2.1", "an address of a port alone", asking("http://:80/a")),
        refused("9110 §4.2.4", "user information", asking("http://u@b/a")),
        refused("9110 §4.2.4", "user and password", asking("http://u:p@b/a")),
        refused("9112 §3.2.2", "one slash", asking("http:/b/a")),
        refused("9112 §3.2.2", "no slash", asking("http:b")),
        refused("9112 §3.2.2", "another scheme", asking("ftp://b/a")),
        refused("9112 §3.2.2", "the scheme of a file", asking("file:///etc/passwd")),
        refused("3986 §3.2.3", "a port of letters", asking("http://b:x/a")),
        refused("3986 §3.2.2", "an IP literal that does not end", asking("http://[::1/a")),
        refused("3986 §3.2.2", "a host with an escape that is none", asking("http://b%zz/a")),
        refused("3986 §5.2.4", "dots in an address", asking("http://b/../a")),
        refused("3986 §3.5", "a fragment in an address", asking("http://b/#a")),
    ]

    private static let otherForms: [Self] = [
        served("9112 §3.2.4", "OPTIONS *", asking("*", "OPTIONS"), "OPTIONS *"),
        served("9112 §3.2.4", "OPTIONS of a host", asking("http://b", "OPTIONS"), "OPTIONS *"),
        served("9112 §3.2.4", "OPTIONS of a root", asking("http://b/", "OPTIONS"), "OPTIONS /"),
        refused("9112 §3.2.4", "GET *", asking("*")),
        refused("9112 §3.2.4", "POST *", asking("*", "POST")),
        refused("9112 §3.2.4", "OPTIONS **", asking("**", "OPTIONS")),
        refused("9112 §3.2.4", "OPTIONS *?a", asking("*?a", "OPTIONS")),
        refused("9112 §3.2.3", "an authority for GET", asking("b:80")),
        refused("9112 §3.2.3", "an authority for OPTIONS", asking("b:80", "OPTIONS")),
        refused("9112 §3.2.3", "an authority for CONNECT", asking("b:80", "CONNECT"), 501),
        refused("9112 §3.2.3", "a path for CONNECT", asking("/", "CONNECT"), 501),
    ]
}
