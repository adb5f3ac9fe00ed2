package io.tributary.worker.definition;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

import java.util.List;

/**
 * Reads the definitions out of the configuration. Not bound as other settings are: there a member
 * that nobody knows would be ignored, and of two lists in two files one would vanish.
 */
@Configuration(proxyBeanMethods = false)
class DefinitionsReading {

    @Bean
    DefinitionsSettings definitionsSettings(ConfigurableEnvironment environment) {
        return read(environment);
    }

    /** Before anything waits for a database: what cannot work shall be said at once. */
    @Bean
    static BeanFactoryPostProcessor definitionsCheckedFirst(Environment environment) {
        read(environment);
        return _ -> {};
    }

    /**
     * @throws DefinitionsRefused if one cannot work, naming the place and the way out
     */
    static DefinitionsSettings read(Environment environment) {
        List<ConfigurationPropertySource> sources = ConfiguredPlaces.sources(environment);
        ConfiguredPlaces.refuseTwoLists(sources);
        WrittenNames.refuseChanged(sources);
        BoundNames bound = new BoundNames();
        try {
            List<Definition> definitions =
                    Binder.get(environment)
                            .bind(
                                    DefinitionsSettings.PREFIX,
                                    Bindable.listOf(Definition.class),
                                    bound)
                            .orElseGet(List::of);
            bound.refuseOthers(sources);
            return new DefinitionsSettings(definitions);
        } catch (BindException e) {
            throw BindTrouble.explain(e, sources);
        } catch (IllegalArgumentException e) {
            throw new DefinitionsRefused(
                    DefinitionsSettings.PREFIX, String.valueOf(e.getMessage()), null, e);
        }
    }
}
