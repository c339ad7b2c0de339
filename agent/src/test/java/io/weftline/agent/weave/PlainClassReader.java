package io.weftline.agent.weave;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A class file read from front to end by the book, to compare with. */
final class PlainClassReader {
  /** A method with the number of bytes of its code, 0 without. */
  record Method(int access, String name, String descriptor, int codeLength) {}

  final List<Method> methods = new ArrayList<>();
  final List<String> interfaces = new ArrayList<>();
  final int access;
  final String name;
  final String superName;
  private final Object[] pool;
  private final DataInputStream in;

  PlainClassReader(byte[] bytes) throws IOException {
    in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.readLong();
    pool = new Object[in.readUnsignedShort()];
    for (int i = 1; i < pool.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> pool[i] = in.readUTF();
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        case 7 -> pool[i] = in.readUnsignedShort();
        case 8, 16, 19, 20 -> in.readUnsignedShort();
        case 15 -> in.skipBytes(3);
        default -> throw new IOException("tag " + tag);
      }
    }
    access = in.readUnsignedShort();
    name = type(in.readUnsignedShort());
    superName = type(in.readUnsignedShort());
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      interfaces.add(type(in.readUnsignedShort()));
    }
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      member();
    }
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      methods.add(member());
    }
  }

  private String type(int index) {
    return index == 0 ? null : ((String) pool[(int) pool[index]]).replace('/', '.');
  }

  private Method member() throws IOException {
    int flags = in.readUnsignedShort();
    String memberName = (String) pool[in.readUnsignedShort()];
    String descriptor = (String) pool[in.readUnsignedShort()];
    int codeLength = 0;
    for (int i = in.readUnsignedShort(); i > 0; i--) {
      String attribute = (String) pool[in.readUnsignedShort()];
      byte[] content = new byte[in.readInt()];
      in.readFully(content);
      if (attribute.equals("Code")) {
        DataInputStream code = new DataInputStream(new ByteArrayInputStream(content));
        code.readInt();
        codeLength = code.readInt();
      }
    }
    return new Method(flags, memberName, descriptor, codeLength);
  }
}
