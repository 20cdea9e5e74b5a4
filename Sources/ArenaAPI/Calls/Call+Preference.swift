import HTTP

extension Call {
    /// The answer as the caller prefers it (RFC 7240 §4.2): without the content of what was written
    /// where `return=minimal` is asked. A secret, a dry run and a problem are told in any case.
    func preferred(_ response: HTTPResponse) -> HTTPResponse {
        guard route.method != .get, response.status.code < 300, case .bytes = response.body,
            head.fields.contains("prefer"), !isDryRun, !route.tellsSecrets, prefersMinimal
        else { return response }
        var minimal = response
        if response.status == .ok { minimal.status = .noContent }
        minimal.body = .none
        minimal.fields.remove("Content-Type")
        minimal.fields.remove("Content-Language")
        minimal.fields.append("Preference-Applied", "return=minimal")
        return minimal
    }

    /// The first of several `return` preferences counts (RFC 7240 §2).
    private var prefersMinimal: Bool {
        for line in head.fields.all("prefer") {
            for preference in line.split(separator: ",") {
                let words = preference.split(separator: ";", omittingEmptySubsequences: false)[0]
                    .filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
                if words.hasPrefix("return=") { return words == "return=minimal" }
            }
        }
        return false
    }
}
