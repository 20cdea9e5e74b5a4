/// Where a post stands by either of its times.
struct PostTimes: Sendable {
    let published: TimeKey<Post>
    let updated: TimeKey<Post>

    init(_ post: Post) {
        published = TimeKey(time: post.publishedAt, id: post.id)
        updated = TimeKey(time: post.updatedAt, id: post.id)
    }
}
