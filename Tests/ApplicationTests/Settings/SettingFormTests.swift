import HTTP
import Testing

@testable import Application

struct SettingFormTests {
    typealias Endpoint = HTTPServerConfiguration.Endpoint

    @Test(arguments: [
        ("127.0.0.1:8080", Endpoint.address(host: "127.0.0.1", port: 8080)),
        ("0.0.0.0:0", .address(host: "0.0.0.0", port: 0)),
        ("[::]:8080", .address(host: "::", port: 8080)),
        ("[::1]:65535", .address(host: "::1", port: 65535)),
        ("unix:/run/arena.socket", .local(path: "/run/arena.socket")),
    ])
    func `an address to listen at is read and written`(text: String, endpoint: Endpoint) {
        #expect(SettingForm.endpoint.parse(text) == endpoint)
        #expect(SettingForm.endpoint.text(endpoint) == text)
    }

    @Test func `localhost is the loopback of IPv4`() {
        #expect(
            SettingForm.endpoint.parse("localhost:80") == .address(host: "127.0.0.1", port: 80))
    }

    @Test(arguments: [
        "", ":", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
        "127.0.0.1:+1", "127.0.0.1:8080 ", "::1:8080", "[127.0.0.1]:80", "[::1]", "[::1]8080",
        "arena.example.no:80", "unix:", "unix:relative", "http://127.0.0.1:80", "*:80",
        "unix:/" + String(repeating: "x", count: 107),
    ])
    func `anything else is no address to listen at`(text: String) {
        #expect(SettingForm.endpoint.parse(text) == nil)
    }

    @Test(arguments: [
        ("https://arena.example.no", "https://arena.example.no"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("https://example.no/arena//", "https://example.no/arena"),
    ])
    func `a base URL loses the slash at its end`(text: String, url: String) {
        #expect(SettingForm.baseURL.parse(text) == url)
    }

    @Test(arguments: [
        "", "arena.example.no", "https://", "https:///", "ftp://example.no", "https://a.no?x=1",
        "https://a.no#x", "https://user@a.no", "https://å.no", "https://a .no", "HTTPS://a.no",
    ])
    func `anything else is no base URL`(text: String) {
        #expect(SettingForm.baseURL.parse(text) == nil)
    }

    @Test func `a token is 32 to 512 visible characters of any form`() {
        let letters = String(repeating: "a", count: 32)
        #expect(SettingForm.token.parse(letters) != nil)
        #expect(SettingForm.token.parse("!" + letters.dropLast() + "~") != nil)
        #expect(SettingForm.token.parse("arena_" + letters) != nil)
        #expect(SettingForm.token.parse(String(letters.dropLast())) == nil)
        #expect(SettingForm.token.parse(letters + " ") == nil)
        #expect(SettingForm.token.parse(letters + "ø") == nil)
        #expect(SettingForm.token.parse(letters + "\n") == nil)
        #expect(SettingForm.token.parse(String(repeating: "a", count: 513)) == nil)
    }

    @Test func `numbers and sizes keep within their bounds`() {
        let whole = SettingForm.whole(1...100)
        #expect(["1", "100", "007"].map(whole.parse) == [1, 100, 7])
        #expect(
            ["0", "101", "-1", "+1", "", "x", "1e1", "99999999999999999999"]
                .compactMap(whole.parse) == [])
        let size = SettingForm.size(1024...(64 << 20))
        #expect(size.parse("1023") == nil)
        #expect(size.parse("1KiB") == 1024)
        #expect(size.parse("64MiB") == 64 << 20)
        #expect(size.parse("65MiB") == nil)
    }
}
