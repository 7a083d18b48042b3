package io.breakwater.tooling.control;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** The MBean with its {@link Meaning}s. Thread-safety: thread-safe. */
final class DescribedBean extends StandardMBean {

    DescribedBean(ControlMXBean bean) {
        super(bean, ControlMXBean.class, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return text(ControlMXBean.class.getAnnotation(Meaning.class), super.getDescription(info));
    }

    @Override
    protected String getDescription(MBeanAttributeInfo info) {
        Method getter = method((info.isIs() ? "is" : "get") + info.getName());
        return text(getter == null ? null : getter.getAnnotation(Meaning.class), super.getDescription(info));
    }

    @Override
    protected String getDescription(MBeanOperationInfo info) {
        Method method = method(info.getName());
        return text(method == null ? null : method.getAnnotation(Meaning.class), super.getDescription(info));
    }

    @Override
    protected String getDescription(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        return text(meaning(info, sequence), super.getDescription(info, parameter, sequence));
    }

    @Override
    protected String getParameterName(MBeanOperationInfo info, MBeanParameterInfo parameter, int sequence) {
        Meaning meaning = meaning(info, sequence);
        return meaning == null ? super.getParameterName(info, parameter, sequence) : meaning.name();
    }

    /** A console warns before it runs what changes something. */
    @Override
    protected int getImpact(MBeanOperationInfo info) {
        boolean onlyLooks = info.getName().equals("status") || info.getName().equals("suggest");
        return onlyLooks ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
    }

    private static String text(@Nullable Meaning meaning, String otherwise) {
        return meaning == null ? otherwise : meaning.value();
    }

    private static @Nullable Meaning meaning(MBeanOperationInfo info, int sequence) {
        Method method = method(info.getName());
        if (method != null && sequence < method.getParameterCount()) {
            for (Annotation annotation : method.getParameterAnnotations()[sequence]) {
                if (annotation instanceof Meaning) {
                    return (Meaning) annotation;
                }
            }
        }
        return null;
    }

    private static @Nullable Method method(String name) {
        for (Method method : ControlMXBean.class.getMethods()) {
            if (method.getName().equals(name)) {
                return method;
            }
        }
        return null;
    }
}
