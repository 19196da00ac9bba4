package com.quickdumpnow.relay.ops;

import com.quickdumpnow.relay.config.ConfigurationException;
import com.quickdumpnow.relay.ops.access.TokenFile;
import com.quickdumpnow.relay.ops.aws.AwsException;
import com.quickdumpnow.relay.ops.deployment.NoDeploymentException;
import com.quickdumpnow.relay.ops.local.LocalWorldException;
import com.quickdumpnow.relay.ops.migration.MoveRefused;
import com.quickdumpnow.relay.ops.twilio.TwilioException;
import com.quickdumpnow.relay.queue.QueueUnavailableException;
import com.quickdumpnow.relay.store.StoreException;
import com.quickdumpnow.relay.store.document.ObjectStoreException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a command says when something it needs is not there; a bug keeps its stack trace. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed)
      throws Exception {
    return switch (e) {
      case ConfigurationException _, NoDeploymentException _ -> said(e, line, 2);
      case StoreException.Fenced _ -> said(e, line, 1);
      case StoreException.Unavailable _ ->
          said("The store cannot be reached, or refuses: " + e.getMessage() + ".", line, 1);
      case LocalWorldException _,
          StoreException _,
          QueueUnavailableException _,
          AwsException _,
          TwilioException _,
          ObjectStoreException _,
          TokenFile.BrokenException _,
          MoveRefused _,
          NotDoneException _ ->
          said(e, line, 1);
      default -> throw e;
    };
  }

  private static int said(Exception e, CommandLine line, int code) {
    return said(String.valueOf(e.getMessage()), line, code);
  }

  private static int said(String words, CommandLine line, int code) {
    line.getErr().println(words);
    return code;
  }
}
