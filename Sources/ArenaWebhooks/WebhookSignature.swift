import ArenaCore
import Crypto

/// How Standard Webhooks 1.0 signs: HMAC-SHA256 over `id.timestamp.body`, by the bytes behind
/// `whsec_` in base64.
package enum WebhookSignature {
    /// The value of the header `webhook-signature`: one signature for each secret.
    package static func header(
        id: String, seconds: Int64, body: [UInt8], secrets: [Webhook.Secret]
    ) -> String {
        let message = Array("\(id).\(seconds).".utf8) + body
        return secrets.compactMap { key(of: $0.text) }.map { key in
            "v1," + Base64.encode(HMAC.sha256(key: key, message: message))
        }.joined(separator: " ")
    }

    static func key(of secret: String) -> [UInt8]? {
        let prefix = "whsec_"
        guard secret.hasPrefix(prefix) else { return nil }
        return Base64.decode(String(secret.dropFirst(prefix.count)))
    }
}
