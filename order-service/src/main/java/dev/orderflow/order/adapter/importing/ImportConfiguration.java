package dev.orderflow.order.adapter.importing;

import dev.orderflow.events.ImportEvent;
import dev.orderflow.eventstore.aws.Provisioning;
import dev.orderflow.eventstore.consumer.Subscriber;
import dev.orderflow.eventstore.decision.Decisions;
import dev.orderflow.eventstore.journal.Journal;
import dev.orderflow.eventstore.publication.Publication;
import dev.orderflow.eventstore.rebuild.ReadModel;
import dev.orderflow.eventstore.rebuild.ReadModels;
import dev.orderflow.eventstore.snapshot.Snapshots;
import dev.orderflow.eventstore.view.DueWork;
import dev.orderflow.eventstore.view.Views;
import dev.orderflow.order.application.catalogue.Catalogue;
import dev.orderflow.order.application.importing.AcceptImport;
import dev.orderflow.order.application.importing.CsvFiles;
import dev.orderflow.order.application.importing.ImportChunk;
import dev.orderflow.order.application.importing.ImportChunkProjection;
import dev.orderflow.order.application.importing.ImportFiles;
import dev.orderflow.order.application.importing.ImportJournals;
import dev.orderflow.order.application.importing.ImportReport;
import dev.orderflow.order.application.importing.ImportReportProjection;
import dev.orderflow.order.application.importing.ImportReports;
import dev.orderflow.order.application.importing.ImportRows;
import dev.orderflow.order.application.importing.ImportSettings;
import dev.orderflow.order.application.importing.ImportWorker;
import dev.orderflow.order.application.importing.OrderPlacing;
import dev.orderflow.order.application.importing.StockReceipt;
import dev.orderflow.order.application.importing.StockReceiptProjection;
import dev.orderflow.order.application.importing.TakenOver;
import dev.orderflow.order.application.placing.PlaceOrderHandler;
import dev.orderflow.order.domain.importing.ImportDecider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.services.s3.S3Client;

/** Wires bulk import. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportProperties.class)
class ImportConfiguration {
    /** How soon an import goes on after a restart, and how soon an end of waiting is noticed. */
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Far more than are ever open; the rest is seen by the next look. */
    private static final int OPEN_AT_ONCE = 20;

    @Bean
    ImportSettings importSettings(ImportProperties properties) {
        return new ImportSettings(
                properties.workFolder(),
                properties.largestUpload().toBytes(),
                properties.ordersAtOnce(),
                properties.rowsAChunk(),
                LOOK);
    }

    @Bean
    CsvFiles csvFiles(ImportProperties properties) {
        return new FastCsvFiles(properties.largestFile().toBytes());
    }

    /** Made at its first use, here and where it is injected, so that tests on memory need no S3. */
    @Bean
    @Lazy
    ImportFiles importFiles(ImportProperties properties, Provisioning provisioning, S3Client s3) {
        provisioning.bucket(properties.bucket());
        return new S3ImportFiles(s3, properties.bucket());
    }

    @Bean
    ReadModel importReportModel() {
        return ReadModel.ofOneTable(
                ImportReports.READ_MODEL, "import", "orders", ImportReports.VIEW, ImportReportProjection::new);
    }

    @Bean
    ReadModel importChunkModel() {
        return ReadModel.ofOneTable("import-chunks", "import", "orders", ImportRows.VIEW, ImportChunkProjection::new);
    }

    @Bean
    ReadModel stockReceiptModel() {
        return ReadModel.ofOneTable(
                "import-stock-receipts", "warehouse", "inventory", TakenOver.RECEIPTS, StockReceiptProjection::new);
    }

    @Bean
    Views<ImportReport> importReportViews(ReadModels models) {
        return models.views(ImportReports.VIEW);
    }

    @Bean
    Views<ImportChunk> importChunkViews(ReadModels models) {
        return models.views(ImportRows.VIEW);
    }

    @Bean
    Views<StockReceipt> stockReceiptViews(ReadModels models) {
        return models.views(TakenOver.RECEIPTS);
    }

    @Bean
    Subscriber importReportProjection(ReadModels models, ReadModel importReportModel) {
        return models.projection(importReportModel.name());
    }

    @Bean
    Subscriber importChunkProjection(ReadModels models, ReadModel importChunkModel) {
        return models.projection(importChunkModel.name());
    }

    @Bean
    Subscriber stockReceiptProjection(ReadModels models, ReadModel stockReceiptModel) {
        return models.projection(stockReceiptModel.name());
    }

    @Bean
    ImportReports importReports(Views<ImportReport> views, Journal journal) {
        return new ImportReports(views, journal);
    }

    @Bean
    ImportRows importRows(Views<ImportChunk> views) {
        return new ImportRows(views);
    }

    @Bean
    OrderPlacing orderPlacing(PlaceOrderHandler handler, Journal journal) {
        return new JournaledOrderPlacing(handler, journal);
    }

    @Bean(destroyMethod = "")
    ImportWorker importWorker(
            Journal journal,
            Publication publication,
            Snapshots snapshots,
            CsvFiles csv,
            @Lazy ImportFiles files,
            Views<StockReceipt> receipts,
            Catalogue catalogue,
            OrderPlacing placing,
            ImportSettings settings,
            InstantSource clock) {
        return new ImportWorker(
                new ImportJournals(journal, publication, snapshots),
                csv,
                files,
                new TakenOver(receipts, catalogue),
                placing,
                settings,
                clock);
    }

    @Bean
    ImportWorkerLifecycle importWorkerLifecycle(ImportWorker worker) {
        return new ImportWorkerLifecycle(worker);
    }

    /** Finds open imports after a restart; started and stopped with the service. */
    @Bean(destroyMethod = "")
    DueWork<ImportReport> openImports(Views<ImportReport> views, InstantSource clock, ImportWorker worker) {
        return new DueWork<>(
                views,
                ImportReports.OPEN,
                List.of(ImportReports.OPEN),
                LOOK,
                OPEN_AT_ONCE,
                clock,
                open -> worker.take(open.id()));
    }

    @Bean
    AcceptImport acceptImport(
            Journal journal,
            Publication publication,
            ImportReports reports,
            CsvFiles csv,
            @Lazy ImportFiles files,
            ImportSettings settings,
            ImportWorker worker) {
        return new AcceptImport(
                new Decisions<>(new ImportDecider(), ImportEvent.class, journal, publication),
                reports,
                csv,
                files,
                settings,
                worker::take);
    }
}
