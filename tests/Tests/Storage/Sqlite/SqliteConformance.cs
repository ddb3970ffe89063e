using Entente.Tests.Storage.Conformance;

namespace Entente.Tests.Storage.Sqlite;

public sealed class SqliteObjectStoreTests() : ObjectStoreConformance(new SqlitePlace());

public sealed class SqliteLedgerStoreTests() : LedgerStoreConformance(new SqlitePlace());

public sealed class SqliteQueueTests() : QueueConformance(new SqlitePlace());

public sealed class SqliteReleasedTests() : ReleasedConformance(new SqlitePlace());

public sealed class SqliteInboundStoreTests() : InboundStoreConformance(new SqlitePlace());

public sealed class SqliteInboxStoreTests() : InboxStoreConformance(new SqlitePlace());

public sealed class SqliteAgreementStoreTests() : AgreementStoreConformance(new SqlitePlace());

public sealed class SqlitePartnerStoreTests() : PartnerStoreConformance(new SqlitePlace());

public sealed class SqliteApprovalStoreTests() : ApprovalStoreConformance(new SqlitePlace());

public sealed class SqliteFeedStoreTests() : FeedStoreConformance(new SqlitePlace());

public sealed class SqlitePushStoreTests() : PushStoreConformance(new SqlitePlace());

public sealed class SqliteNodeStoreTests() : NodeStoreConformance(new SqlitePlace());
