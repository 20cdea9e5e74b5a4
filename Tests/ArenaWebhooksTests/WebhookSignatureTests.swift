import ArenaCore
import Testing

@testable import ArenaWebhooks

struct WebhookSignatureTests {
    /// Of CONVENTIONS §12, and the one of the specification of Standard Webhooks 1.0.
    @Test(
        arguments: [
            (
                ["whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="],
                "evt_019b76daa8007c3da1f2b3c4d5e6f708", 1_767_225_600,
                #"{"type":"post.published","timestamp":"2026-01-01T00:00:00.000Z","data":"#
                    + #"{"id":"019b76da-a418-7001-8123-456789abcdef","title":"Øvelse på Værnes"}}"#,
                "v1,rCGz1u/M1pmbnOa8rjn84jjlM1mU9SAGDgOoNA1+CyA="
            ),
            (
                [
                    "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=",
                    "whsec_ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=",
                ],
                "evt_019b76daa8007c3da1f2b3c4d5e6f708", 1_767_225_600,
                #"{"type":"post.published","timestamp":"2026-01-01T00:00:00.000Z","data":"#
                    + #"{"id":"019b76da-a418-7001-8123-456789abcdef","title":"Øvelse på Værnes"}}"#,
                "v1,rCGz1u/M1pmbnOa8rjn84jjlM1mU9SAGDgOoNA1+CyA= "
                    + "v1,kHFcWQ1ve9Bbugfih/u5OpVhG2uMftqzZFZnAz6zHaU="
            ),
            (
                ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330, #"{"test": 2432232314}"#,
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
            ),
        ] as [([String], String, Int64, String, String)])
    func `a signature is that of the standard`(
        secrets: [String], id: String, seconds: Int64, body: String, expected: String
    ) {
        let header = WebhookSignature.header(
            id: id, seconds: seconds, body: Array(body.utf8),
            secrets: secrets.map { Webhook.Secret($0) })
        #expect(header == expected)
    }
}
