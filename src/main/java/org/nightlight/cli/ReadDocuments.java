package org.nightlight.cli;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.nightlight.ticket.DocumentProcess;
import picocli.CommandLine.Command;

/** How the desk starts the process that reads documents for it; people have no use for it. */
@Command(name = "read-documents", hidden = true)
final class ReadDocuments implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // what libraries print must not stand among the answers
        DocumentProcess.serve(new DataInputStream(System.in), new DataOutputStream(new BufferedOutputStream(answers)));
        return 0;
    }
}
